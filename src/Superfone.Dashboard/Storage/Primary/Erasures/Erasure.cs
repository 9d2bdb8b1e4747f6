using Superfone.Dashboard.Domain.Privacy;

namespace Superfone.Dashboard.Storage.Primary.Erasures;

/// <summary>A request to erase a contact. It keeps the contact's id, so that a restored backup can be erased again.</summary>
public sealed class Erasure
{
    /// <summary>Its key.</summary>
    public long Id { get; init; }

    /// <summary>Superfone's key of the contact.</summary>
    public long ContactId { get; init; }

    /// <summary>The last delivery of the log when it was requested; later events make the contact anew.</summary>
    public long UpToDeliveryId { get; init; }

    /// <summary>A user's email, an API token's name, <c>retention</c>, or <c>restore</c> if a list beside backups brought it.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>The time of the request, UTC.</summary>
    public DateTime RequestedUtc { get; init; }

    /// <summary>The time from which on nothing is kept, UTC.</summary>
    public DateTime DueUtc { get; init; }

    /// <summary>
    /// What identifies the person, as JSON, while their deliveries are searched for; <see langword="null"/> before the search and after
    /// <see cref="HiddenUtc"/>.
    /// </summary>
    public string? Keys { get; init; }

    /// <summary>The time since which nothing of the person is shown, UTC.</summary>
    public DateTime? HiddenUtc { get; init; }

    /// <summary>The time since which nothing of the person is stored, UTC.</summary>
    public DateTime? DoneUtc { get; init; }

    /// <summary>Whether what is erased is withheld until <see cref="DueUtc"/>.</summary>
    public bool IsDeferred => DueUtc > RequestedUtc;

    /// <summary>Its state.</summary>
    /// <param name="nowUtc">The current time, UTC.</param>
    public ErasureState StateAt(DateTime nowUtc) => DoneUtc is not null ? ErasureState.Done : DueUtc > nowUtc ? ErasureState.Waiting : ErasureState.Running;
}
