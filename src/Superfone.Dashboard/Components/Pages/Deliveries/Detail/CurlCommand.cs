namespace Superfone.Dashboard.Components.Pages.Deliveries.Detail;

/// <summary>A delivery as a command line that posts it again.</summary>
public static class CurlCommand
{
    // A longer one does not fit into a command line everywhere.
    private const int Longest = 100_000;

    /// <summary>The command for a shell; in place of the secret stands what to put there.</summary>
    /// <param name="webhook">Where it is posted to.</param>
    /// <param name="deliveryId">The delivery.</param>
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
