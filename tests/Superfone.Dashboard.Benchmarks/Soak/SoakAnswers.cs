using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>Everything that the API answers about the read model, as a hash for each list.</summary>
internal static class SoakAnswers
{
    private static readonly string[] Lists = ["calls", "contacts", "tasks", "follow-ups", "summaries/unmatched", "deliveries"];

    /// <summary>Reads all of them.</summary>
    /// <returns>A line for each list, with its number of items and their hash.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(HttpClient client)
    {
        List<string> answers = [];
        foreach (var list in Lists)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var count = 0;
            string? cursor = null;
            do
            {
                var page = (await client.GetFromJsonAsync<JsonNode>($"/api/v1/{list}?limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}"))!;
                foreach (var item in page["items"]!.AsArray())
                {
                    count++;
                    hash.AppendData(Encoding.UTF8.GetBytes(item!.ToJsonString()));
                }

                cursor = page["nextCursor"]?.GetValue<string>();
            }
            while (cursor is not null);
            answers.Add($"{list}: {count} items, {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}");
        }

        return answers;
    }
}
