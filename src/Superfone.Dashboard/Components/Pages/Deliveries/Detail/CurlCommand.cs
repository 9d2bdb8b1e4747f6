namespace Superfone.Dashboard.Components.Pages.Deliveries.Detail;

/// <summary>A delivery as a command line that posts it again.</summary>
public static class CurlCommand
{
    // Some shells limit the length of a command line.
    private const int Longest = 100_000;

    /// <summary>Returns the shell command, with a placeholder for the secret.</summary>
    /// <param name="webhook">The address to post to.</param>
    /// <param name="deliveryId">The id of the delivery.</param>
    /// <param name="body">Its body, with signatures masked.</param>
    public static string Of(Uri webhook, long deliveryId, string body) =>
        $"""
        curl -X POST {Quoted(webhook.ToString())} \
          -H 'Authorization: Bearer YOUR_WEBHOOK_SECRET' \
          -H 'Content-Type: application/json' \
          {(body.Length <= Longest ? $"--data-raw {Quoted(body)}" : $"--data-binary @delivery-{deliveryId}.json")}
        """;

    private static string Quoted(string text) => $"'{text.Replace("'", """'\''""", StringComparison.Ordinal)}'";
}
