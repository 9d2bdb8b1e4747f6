using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Queries;
using Superfone.Dashboard.Queries.Items;

namespace Superfone.Dashboard.Api;

/// <summary>The log of everything that Superfone posted.</summary>
[Route("api/v1/deliveries")]
[Tags("Deliveries")]
public sealed class DeliveriesController(DeliveryQueries deliveries) : ApiControllerBase
{
    /// <summary>Lists deliveries, newest first.</summary>
    [HttpGet]
    public Task<Page<DeliveryItem>> ListAsync([FromQuery] DeliveryFilter filter, [FromQuery] PageParameters page, CancellationToken cancellation) =>
        deliveries.ListAsync(filter, page.Cursor, page.Limit, cancellation);

    /// <summary>One delivery with its body.</summary>
    /// <param name="deliveryId">Its position in the log.</param>
    /// <param name="cancellation">Stops the query.</param>
    [HttpGet("{deliveryId}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    public async Task<ActionResult<DeliveryDetail>> FindAsync(long deliveryId, CancellationToken cancellation) =>
        Found(await deliveries.FindAsync(deliveryId, cancellation), $"No delivery has the id {deliveryId}.");
}
