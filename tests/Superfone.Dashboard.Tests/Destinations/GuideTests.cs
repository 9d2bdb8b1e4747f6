using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Superfone.Dashboard.Destinations.Sending;

namespace Superfone.Dashboard.Tests.Destinations;

/// <summary>The program in <c>docs/destinations.md</c> that verifies a signature.</summary>
public sealed partial class GuideTests
{
    private const string Body = """{"event":"ALL_CALLS","note":"नमस्ते"}""";

    [Theory]
    [InlineData(Body, 0, true)]
    [InlineData("""{"event":"ALL_CALLS","note":"changed"}""", 0, false)]
    [InlineData(Body, -600, false)]
    public async Task Program_OfTheGuide_AcceptsWhatIsGenuine(string body, int seconds, bool isGenuine)
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Tool.Root, "docs", "destinations.md"), TestContext.Current.CancellationToken);
        var secret = $"whsec_{Convert.ToBase64String(new byte[24])}";
        var sent = DateTimeOffset.UtcNow.AddSeconds(seconds);
        var headers = new Dictionary<string, string>
        {
            ["webhook-id"] = "17_3",
            ["webhook-timestamp"] = $"{sent.ToUnixTimeSeconds()}",
            // While a secret is changed, there are two signatures.
            ["webhook-signature"] = WebhookSignature.Of(new Post("17_3", Encoding.UTF8.GetBytes(Body)), sent, [$"whsec_{Convert.ToBase64String(new byte[32])}", secret]),
        };
        var call = $"import json, sys\nsecret, headers, body = json.loads(sys.stdin.read())\nprint(is_genuine(secret, headers, body.encode()))";

        var (exitCode, output, error) = await Tool.RunAsync(new ProcessStartInfo("python3", ["-c", $"{Program().Match(guide).Groups[1].Value}\n{call}"]),
            JsonSerializer.Serialize(new object[] { secret, headers, body }));

        Assert.True(exitCode == 0, error);
        Assert.Equal($"{isGenuine}", output.Trim());
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();
}
