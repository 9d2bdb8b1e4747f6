using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Superfone.Dashboard.Benchmarks.Ingest.PostgreSql;
using Superfone.Dashboard.Ingest.Webhook;
using Superfone.Dashboard.Storage.EventLog;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.PostgreSql;
using Superfone.Events;

namespace Superfone.Dashboard.Benchmarks.Ingest;

/// <summary>What the webhook is measured against, in the same host and with its very parts: secret, body, classification, reply.</summary>
internal static class Contenders
{
    /// <summary>A: all that the webhook does but storing.</summary>
    public const string WithoutStorage = "/benchmark/without-storage";

    /// <summary>C: a context and a <c>SaveChanges</c> for each request, on the same tables.</summary>
    public const string WithSaveChanges = "/benchmark/with-save-changes";

    private const int MaximumBytes = 1_048_576;

    /// <summary>Maps them. Like the webhook they skip the middleware that pages need.</summary>
    public static void MapContenders(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<IPrimaryStore>() is PostgreSqlStore)
        {
            Map(endpoints, PostgreSqlContenders.WithInsert, PostgreSqlContenders.InsertAsync);
            Map(endpoints, PostgreSqlContenders.WithMarten, PostgreSqlContenders.AppendAsync);
        }

        Map(endpoints, WithoutStorage, (_, _, _) => Task.FromResult(Receipt.Accepted(1)));
        Map(endpoints, WithSaveChanges, SaveAsync);
    }

    private static void Map(
        IEndpointRouteBuilder endpoints, string path, Func<IServiceProvider, byte[], Classification, Task<Receipt>> receive) =>
        endpoints.MapPost(path, async context =>
        {
            if (!context.RequestServices.GetRequiredService<WebhookSecrets>().Accepts(context.Request.Headers.Authorization))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            var body = await BodyReader.ReadAsync(context.Request, MaximumBytes, context.RequestAborted);
            var receipt = await receive(context.RequestServices, body!, EventClassifier.Classify(body));
            await WebhookReply.WriteAsync(context.Response, receipt);
        }).ShortCircuit().WithMetadata(new AllowAnonymousAttribute());

    private static async Task<Receipt> SaveAsync(IServiceProvider services, byte[] body, Classification read)
    {
        await using var primary = await services.GetRequiredService<IDbContextFactory<PrimaryContext>>().CreateDbContextAsync();
        var earlier = await primary.Deliveries.AsNoTracking()
            .Where(row => row.Hash == read.CanonicalHash && row.Status != DeliveryState.Duplicate)
            .OrderByDescending(row => row.Id).Select(row => (long?)row.Id).FirstOrDefaultAsync();
        var delivery = new Delivery
        {
            ReceivedUtc = DateTime.UtcNow,
            Status = earlier is null ? DeliveryState.Accepted : DeliveryState.Duplicate,
            Event = read.EventName,
            Account = read.Account,
            Hash = read.CanonicalHash,
            EarlierId = earlier,
            ChangeKey = read.ChangeKey,
            SizeBytes = body.Length,
            Body = body,
        };
        primary.Deliveries.Add(delivery);
        await primary.SaveChangesAsync();
        return earlier is { } original ? Receipt.Duplicate(delivery.Id, original) : Receipt.Accepted(delivery.Id);
    }
}
