namespace Superfone.Dashboard.Access.Users;

/// <summary>The names of appearances, in the database, in the cookie of the sign-in page and in styles.</summary>
public static class AppearanceNames
{
    /// <summary>The name, such as <c>dark</c>.</summary>
    public static string Name(this Appearance appearance) => appearance switch
    {
        Appearance.Device => "device",
        Appearance.Light => "light",
        Appearance.Dark => "dark",
    };

    /// <summary>Reads a name; what is none of them stands for <see cref="Appearance.Device"/>.</summary>
    public static Appearance Read(string? name) => Enum.GetValues<Appearance>().FirstOrDefault(one => one.Name() == name);
}
