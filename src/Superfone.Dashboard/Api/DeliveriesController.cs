using System.Text;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Api.OpenApi;
using Superfone.Dashboard.Ingest.Import;
using Superfone.Dashboard.Ingest.Replay;
using Superfone.Dashboard.ReadModels.Deliveries;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>The log of everything that Superfone posted.</summary>
[Route("api/v1/deliveries")]
[Tags("Deliveries")]
[RequirePermission(Permission.SeeDeliveries)]
public sealed class DeliveriesController(DeliveryQueries deliveries, DeliveryReplay replay, DeliveryImport import, ReadLog reads, AuditLog audit) : ApiControllerBase
{
    /// <summary>
    /// Lists deliveries, newest first. With `account` or `q` the log is searched piece by piece: a page may be short or empty, and there
    /// are more as long as `nextCursor` is returned.
    /// </summary>
    [HttpGet(Name = "listDeliveries")]
    public Task<Page<DeliveryItem>> ListAsync([FromQuery] DeliveryFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        deliveries.ListAsync(Caller.Visibility, filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One delivery with its body.</summary>
    /// <param name="deliveryId">Its position in the log.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{deliveryId}", Name = "getDelivery")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<DeliveryDetail>> FindAsync(long deliveryId, CancellationToken cancellation)
    {
        if (await deliveries.FindAsync(Caller.Visibility, deliveryId, cancellation) is not { } delivery)
            return Unknown($"No delivery has the id {deliveryId}.");
        await reads.DeliveryAsync(Caller, deliveryId);
        return delivery;
    }

    /// <summary>The body of a delivery as a file, with the signatures of recording URLs masked.</summary>
    /// <param name="deliveryId">Its position in the log.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{deliveryId}/body", Name = "getDeliveryBody")]
    [ProducesResponseType<Stream>(StatusCodes.Status200OK, "application/octet-stream")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult> SaveAsync(long deliveryId, CancellationToken cancellation)
    {
        if (await deliveries.FindAsync(Caller.Visibility, deliveryId, cancellation) is not { } delivery)
            return Unknown($"No delivery has the id {deliveryId}.");
        await audit.WriteAsync(Caller, AuditAction.Download, $"delivery {deliveryId}");
        return File(Encoding.UTF8.GetBytes(delivery.Body), "application/octet-stream", $"delivery-{deliveryId}.json");
    }

    /// <summary>Replays a delivery that was not understood; see docs/decisions/0014.</summary>
    /// <param name="deliveryId">Its position in the log.</param>
    /// <param name="cancellation">Ends the wait for other replays.</param>
    [HttpPost("{deliveryId}/replay", Name = "replayDelivery")]
    [RequirePermission(Permission.Replay)]
    [ProducesResponseType<ReplayResult>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")]
    public async Task<ActionResult<ReplayResult>> ReplayAsync(long deliveryId, CancellationToken cancellation) =>
        await replay.ReplayAsync(deliveryId, Caller, cancellation) switch
        {
            { Outcome: ReplayOutcome.Unknown } => Unknown($"No delivery has the id {deliveryId}."),
            { Outcome: ReplayOutcome.NotStored } result => Problem($"Nothing was kept: {result.Reason}.", statusCode: StatusCodes.Status503ServiceUnavailable),
            var result => result,
        };

    /// <summary>
    /// Imports bodies that were missed: one per line, as a JSON array, or one after the other. The time of receipt of each is now, and each
    /// gets the reply that the webhook would give.
    /// </summary>
    /// <param name="cancellation">Stops the import; bodies that are already stored remain.</param>
    [HttpPost("import", Name = "importDeliveries")]
    [RequestBody(typeof(string), "application/x-ndjson")]
    [RequirePermission(Permission.Import)]
    [RequestSizeLimit(DeliveryImport.MostBytes)]
    public async Task<ImportReport> ImportAsync(CancellationToken cancellation)
    {
        var tally = new ImportTally(ImportReport.MostProblems);
        await foreach (var body in import.ImportAsync(Request.Body, Caller, cancellation))
            tally.Add(body);
        return ImportReport.Of(tally);
    }
}
