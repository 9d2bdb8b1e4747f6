using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.ReadModel;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Soak;

/// <summary>Posts many damaged bodies: none may fail the server, none may change on its way into the log, none may hide what it is about.</summary>
internal static class MutationSoak
{
    private const int Connections = 8;

    /// <summary>Runs it and prints what it found.</summary>
    /// <returns>0, or 1 when something was lost.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var (count, seed) = ((int)arguments.Number("bodies", 10_000), (int)arguments.Number("seed", 1));
        var random = new Random(seed);
        var bodies = Enumerable.Range(0, count).Select(number => MutatedBody.Of(random, number)).ToList();
        await using var host = await BenchmarkHost.StartAsync(
            arguments.Directory, projects: true, new Dictionary<string, string?> { ["Superfone:Recordings:Enabled"] = "false" });
        var (kept, answers) = await PostAsync(host, bodies);
        await host.CatchUpAsync(kept.Keys.DefaultIfEmpty(0).Max());

        var failed = answers.Where(answer => answer.Key >= 500).Sum(answer => answer.Value);
        var changed = await CountChangedAsync(host, kept);
        var hidden = await FindHiddenAsync(host, kept.Values);
        var notTaken = await ReadAsync<ReadModelContext, int>(host, readModel => readModel.DeliveryFailures.CountAsync());
        foreach (var answer in answers.OrderBy(answer => answer.Key))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"answered {answer.Key}: {answer.Value}"));
        Console.WriteLine($"5xx: {failed}, bodies not kept as sent: {changed + count - kept.Count}, failed deliveries: {notTaken}, hidden: {hidden.Count}");
        foreach (var one in hidden.Take(20))
            Console.WriteLine($"hidden: {one}");
        return failed + changed + count - kept.Count + notTaken + hidden.Count == 0 ? 0 : 1;
    }

    private static async Task<(ConcurrentDictionary<long, MutatedBody> Kept, ConcurrentDictionary<int, int> Answers)> PostAsync(
        BenchmarkHost host, IReadOnlyList<MutatedBody> bodies)
    {
        ConcurrentDictionary<long, MutatedBody> kept = [];
        ConcurrentDictionary<int, int> answers = [];
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchmarkHost.Secret);
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (body, cancellation) =>
        {
            using var content = new ByteArrayContent(body.Bytes);
            using var response = await client.PostAsync(host.Webhook, content, cancellation);
            answers.AddOrUpdate((int)response.StatusCode, 1, (_, known) => known + 1);
            var reply = JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellation));
            if (reply.TryGetProperty("deliveryId", out var id))
                kept[id.GetInt64()] = body;
        });
        return (kept, answers);
    }

    private static async Task<int> CountChangedAsync(BenchmarkHost host, ConcurrentDictionary<long, MutatedBody> kept)
    {
        var rows = await ReadAsync<PrimaryContext, List<Delivery>>(host, primary => primary.Deliveries.AsNoTracking().ToListAsync());
        return rows.Count(row => !row.Body.AsSpan().SequenceEqual(kept[row.Id].Bytes));
    }

    private static async Task<List<string>> FindHiddenAsync(BenchmarkHost host, IEnumerable<MutatedBody> bodies)
    {
        var calls = await ReadAsync<ReadModelContext, List<long>>(host, readModel => readModel.Calls.Select(call => call.CdrId).ToListAsync());
        var contacts = await ReadAsync<ReadModelContext, List<long>>(host, readModel => readModel.Contacts.Select(contact => contact.ContactId).ToListAsync());
        var tasks = await ReadAsync<ReadModelContext, List<long>>(host, readModel => readModel.Tasks.Select(task => task.TaskId).ToListAsync());
        var summaries = await ReadAsync<ReadModelContext, List<string>>(host, readModel => readModel.Summaries.Select(summary => summary.CdrUuid).ToListAsync());
        var shown = new HashSet<string>(
        [
            .. calls.Select(id => $"call {id}"), .. contacts.Select(id => $"contact {id}"), .. tasks.Select(id => $"task {id}"),
            .. summaries.Select(uuid => $"summary {uuid}"),
        ]);
        return [.. bodies.Select(body => body.Identity()).OfType<(EventSubject Subject, string Id)>().Select(named => $"{NameOf(named.Subject)} {named.Id}").Where(name => !shown.Contains(name))];
    }

    private static string NameOf(EventSubject subject) => subject switch
    {
        EventSubject.Call => "call",
        EventSubject.Summary => "summary",
        EventSubject.Contact => "contact",
        EventSubject.Task => "task",
    };

    private static async Task<T> ReadAsync<TContext, T>(BenchmarkHost host, Func<TContext, Task<T>> query)
        where TContext : DbContext
    {
        await using var context = await host.Services.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContextAsync();
        return await query(context);
    }
}
