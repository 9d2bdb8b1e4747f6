using System.Reflection;

namespace Superfone.Dashboard.Configuration;

/// <summary>The version of the application.</summary>
public static class ApplicationVersion
{
    /// <summary>The version and the commit from which it was built, such as <c>1.0.0+0a1b2c</c>.</summary>
    public static string Full { get; } = typeof(ApplicationVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>The version alone, such as <c>1.0.0</c>.</summary>
    public static string Number { get; } = Full.Split('+')[0];
}
