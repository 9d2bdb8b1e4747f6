using System.Globalization;
using System.Text;

namespace Superfone.Dashboard.ThirdParty;

/// <summary>Writes the notices that the licences of the libraries ask for.</summary>
internal static class Notices
{
    /// <summary>Writes them: each library with its copyright, then the text of each licence once.</summary>
    /// <param name="libraries">The libraries.</param>
    /// <param name="texts">The folder with the texts of licences, by their SPDX identifiers.</param>
    /// <exception cref="InvalidDataException">The text of a licence is not there.</exception>
    public static string Write(IReadOnlyList<Library> libraries, string texts)
    {
        var notices = new StringBuilder(
            """
            Superfone Dashboard contains, or is built with, these libraries of others. Thank you.
            This file is generated: bash eng/third-party.sh

            A program that was published with the .NET runtime in it has the runtime's own notices in its folder "licenses".


            """);
        foreach (var library in libraries)
        {
            notices.Append(CultureInfo.InvariantCulture, $"{library.Name} {library.Version}\n  {library.Licence}\n  {library.Copyright}\n");
            notices.Append(library.Url.Length > 0 ? "  " + library.Url + "\n\n" : "\n");
        }

        foreach (var licence in libraries.Select(library => Chosen(library.Licence)).Distinct().Order(StringComparer.Ordinal))
        {
            var text = Path.Combine(texts, $"{licence}.txt");
            if (!File.Exists(text))
                throw new InvalidDataException($"A library is under {licence}. May it be used? Then add the licence's text as {text}.");
            notices.Append(CultureInfo.InvariantCulture, $"{new string('-', 80)}\n{licence}\n{new string('-', 80)}\n\n{File.ReadAllText(text).Trim()}\n\n");
        }

        return notices.ToString().TrimEnd() + "\n";
    }

    // Of two licences to choose from, the last one: so far that is the one that says more.
    private static string Chosen(string licence) => licence.Split(" OR ")[^1];
}
