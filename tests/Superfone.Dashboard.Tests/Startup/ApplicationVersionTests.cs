using Superfone.Dashboard.Configuration;

namespace Superfone.Dashboard.Tests.Startup;

public sealed class ApplicationVersionTests
{
    [Theory]
    [InlineData("1.0.0+0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", "1.0.0+0a1b2c3d")]
    [InlineData("1.0.0+0a1b", "1.0.0+0a1b")]
    [InlineData("1.0.0", "1.0.0")]
    public void Short_HasTheBeginningOfTheCommit(string version, string expected) => Assert.Equal(expected, ApplicationVersion.Shorten(version));

    [Theory]
    [InlineData("https://example.com/acme/dashboard.git", "https://example.com/acme/dashboard/blob/0a1b/docs/index.md")]
    [InlineData("https://example.com/acme/dashboard/", "https://example.com/acme/dashboard/blob/0a1b/docs/index.md")]
    [InlineData("https://somebody:secret@example.com/acme/dashboard", null)]
    [InlineData("git@example.com:acme/dashboard.git", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Documentation_IsThatOfTheCommitInItsRepository(string? repository, string? expected) =>
        Assert.Equal(expected, ApplicationVersion.DocumentationOf(repository, "1.0.0+0a1b")?.ToString());
}
