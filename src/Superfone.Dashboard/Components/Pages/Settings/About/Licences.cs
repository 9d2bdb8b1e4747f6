using System.Reflection;

namespace Superfone.Dashboard.Components.Pages.Settings.About;

/// <summary>The licence of this program, and those of the libraries in it.</summary>
internal static class Licences
{
    private static readonly string[] Files = ["LICENSE", "THIRD-PARTY-NOTICES.txt"];

    /// <summary>Reads the texts.</summary>
    public static string Read() => string.Join("\n\n", Files.Select(Read));

    private static string Read(string file)
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!);
        return text.ReadToEnd();
    }
}
