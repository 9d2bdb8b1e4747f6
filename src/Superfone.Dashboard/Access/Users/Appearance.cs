namespace Superfone.Dashboard.Access.Users;

/// <summary>The colours in which somebody sees the dashboard.</summary>
public enum Appearance
{
    /// <summary>Those of their device, light or dark, as it changes.</summary>
    Device,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
