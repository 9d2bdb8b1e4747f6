using System.Text;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Localization;

namespace Superfone.Dashboard.Tests.Architecture;

/// <summary>What the code writes in English and pages show as well has a text, so that it can be said in another language.</summary>
public sealed partial class SentenceTests
{
    private const string Host = "src/Superfone.Dashboard";

    [Theory]
    [InlineData(KnownSentences.Downloads, "Recordings/Download")]
    [InlineData(KnownSentences.Downloads, "Recordings/Files/RecordingFolder.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/BackupWriter.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/BackupFiles.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/BackupFolder.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/SqliteCopy.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/FileCopy.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/Places/BucketBackup.cs")]
    [InlineData(KnownSentences.Backups, "Storage/Backups/Places/FolderBackup.cs")]
    [InlineData(KnownSentences.Backups, "Storage/ReadModel/Comparison/ReadModelComparison.cs")]
    [InlineData(KnownSentences.Projection, "Storage/ReadModel/ProjectionProgress.cs")]
    [InlineData(KnownSentences.Backups, "Operations/Backups/BackupJob.cs")]
    [InlineData(KnownSentences.Backups, "Operations/Backups/RestoreDrill.cs")]
    public void Sentences_OfTheCode_HaveATextEach(string group, string path)
    {
        var sentences = SourcesIn(Path.Combine(Tool.Root, Host, path)).SelectMany(LiteralsOf).Where(literal => Sentence().IsMatch(literal)).ToList();

        Assert.NotEmpty(sentences);
        Assert.Equal([], sentences.Where(sentence => KnownSentences.Find(group, sentence) is null));
    }

    [Fact]
    public void Notes_OfIgnoredFields_HaveATextEach()
    {
        var problems = SourcesIn(Path.Combine(Tool.Root, "src/Superfone.Events")).SelectMany(source => Odd().Matches(source)).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(problems);
        Assert.Equal([], problems.Where(problem => KnownSentences.Find(KnownSentences.Notes, $"{problem}: \"x\"") is null));
    }

    private static IEnumerable<string> SourcesIn(string path) =>
        (File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("obj"))).Select(File.ReadAllText);

    // Without comments; two literals that are joined are one.
    private static List<string> LiteralsOf(string source)
    {
        var code = Joined().Replace(Comment().Replace(source, ""), "");
        List<string> literals = [];
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] == '"')
                literals.Add(Read(code, ref at));
        }

        return literals;
    }

    // What is filled in becomes an x.
    private static string Read(string code, ref int at)
    {
        var hasHoles = at > 0 && code[at - 1] == '$';
        var text = new StringBuilder();
        while (code[++at] != '"')
        {
            if (code[at] == '\\')
                text.Append(code[++at]);
            else if (hasHoles && code[at] == '{')
                text.Append(Skip(code, ref at));
            else
                text.Append(code[at]);
        }

        return text.ToString();
    }

    private static char Skip(string code, ref int at)
    {
        for (var depth = 1; depth > 0;)
        {
            if (code[++at] == '"')
                Read(code, ref at);
            else
                depth += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return 'x';
    }

    [GeneratedRegex(@"^(\p{Lu}\p{Ll}+|'?x'?) .*(\.|: x)$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^\s*//.*$|\s// .*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Joined();

    [GeneratedRegex("Odd<[^(]*>\\(\"([^\"]*)\"\\)")]
    private static partial Regex Odd();
}
