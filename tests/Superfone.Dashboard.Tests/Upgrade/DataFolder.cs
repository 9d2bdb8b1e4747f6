using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Tests.Api;

namespace Superfone.Dashboard.Tests.Upgrade;

/// <summary>The data folders of released versions, with the API's replies at that time; see <c>tests/fixtures/README.md</c>.</summary>
internal static class DataFolder
{
    public const long RecordedCall = 101;

    private static readonly string[] Lists = ["calls", "contacts", "tasks", "follow-ups", "summaries/unmatched", "deliveries"];

    /// <summary>Where the fixtures are.</summary>
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "fixtures");

    /// <summary>The clock of every data folder, on which overdue tasks depend.</summary>
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 5, 15, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Copies the data folder of a version.</summary>
    public static void Copy(string version, string to)
    {
        var from = Path.Combine(Root, version, "data");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    /// <summary>All that a version answers about a folder, by path.</summary>
    public static async Task<JsonObject> AnswersAsync(ApiDashboard api)
    {
        var answers = new JsonObject();
        foreach (var list in Lists)
            answers[list] = await api.GetAsync($"{list}?limit=200");
        foreach (var (list, id) in new[] { ("calls", "cdrId"), ("contacts", "contactId"), ("deliveries", "deliveryId") })
        {
            foreach (var path in answers[list]!["items"]!.AsArray().Select(item => $"{list}/{item![id]}").ToList())
                answers[path] = await api.GetAsync(path);
        }

        foreach (var path in answers.Select(answer => answer.Key).Where(path => path.StartsWith("contacts/", StringComparison.Ordinal)).ToList())
            answers[$"{path}/timeline"] = await api.GetAsync($"{path}/timeline?limit=200");
        answers["stats"] = await api.GetAsync("stats?from=2026-05-14T00:00:00Z&to=2026-05-16T00:00:00Z");
        answers["projection"] = await api.GetAsync("projection");
        answers["people"] = await PeopleAsync(api.Dashboard);
        return answers;
    }

    /// <summary>What of earlier answers is not there any more, or is another one; anything else is an addition.</summary>
    public static IEnumerable<string> Differences(JsonNode? before, JsonNode? now) => Differences("", before, now);

    private static IEnumerable<string> Differences(string path, JsonNode? before, JsonNode? now) => (before, now) switch
    {
        (JsonObject old, JsonObject current) => old.SelectMany(field => Differences($"{path}/{field.Key}", field.Value, current[field.Key])),
        (JsonArray old, JsonArray current) when old.Count == current.Count =>
            old.Index().SelectMany(item => Differences($"{path}/{item.Index}", item.Item, current[item.Index])),
        _ => JsonNode.DeepEquals(before, now) ? [] : [$"{path}: {before?.ToJsonString() ?? "null"} is {now?.ToJsonString() ?? "null"}"],
    };

    // Data without a route: saved views and listens.
    private static async Task<JsonObject> PeopleAsync(RunningDashboard dashboard)
    {
        await using var primary = await dashboard.Services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        var views = await primary.SavedViews.OrderBy(view => view.Id).Select(view => $"{view.OwnedBy} {view.Page}?{view.Query} {view.Name}").ToListAsync();
        var heard = await primary.Listens.OrderBy(listen => listen.CdrId).Select(listen => $"{listen.HeardBy} {listen.CdrId}").ToListAsync();
        return new JsonObject { ["views"] = ListOf(views), ["heard"] = ListOf(heard) };
    }

    private static JsonArray ListOf(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
