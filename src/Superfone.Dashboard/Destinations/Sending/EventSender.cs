using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>Reads an event of the log and posts it to one destination.</summary>
internal sealed class EventSender(Destination destination, RunnerParts parts)
{
    /// <summary>Posts an event once.</summary>
    /// <param name="passed">The event.</param>
    /// <param name="cancellation">Stops it with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The result; <see langword="null"/> if the event, or a part of it, was erased while it waited.</returns>
    public async Task<PostResult?> SendAsync(PassedEvent passed, CancellationToken cancellation)
    {
        try
        {
            if (parts.Log.Find(passed.DeliveryId) is not { Hash: { } hash } delivery || !hash.AsSpan().SequenceEqual(passed.Hash))
                return null;
            var post = await parts.Posts.CreateAsync(destination, delivery, cancellation);
            parts.Leases.RequireHeld(NodeWork.Destinations);
            return await parts.Client.SendAsync(destination.Url, post, parts.Secrets.Of(destination), cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested && error is not OperationCanceledException)
        {
            parts.Logger.LogError(error, "Delivery {Delivery} could not be read for destination {Destination}", passed.DeliveryId, destination.Id);
            return new PostResult(PostProblem.Unreadable, null);
        }
    }
}
