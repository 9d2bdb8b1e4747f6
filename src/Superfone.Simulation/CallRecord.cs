using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>A complete simulated call; each event carries a part of it.</summary>
internal sealed record CallRecord
{
    /// <summary>Superfone's key.</summary>
    public required long CdrId { get; init; }

    /// <summary>The UUID that the summary carries.</summary>
    public required string Uuid { get; init; }

    /// <summary>The customer.</summary>
    public required Lead Lead { get; init; }

    /// <summary>The direction.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>The way in which it ended.</summary>
    public required CallEnding Ending { get; init; }

    /// <summary>The agent; <see langword="null"/> if it reached none.</summary>
    public required Agent? Agent { get; init; }

    /// <summary>The start time, UTC.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>Ringing time in seconds.</summary>
    public required int RingingSeconds { get; init; }

    /// <summary>The conversation; <see langword="null"/> if nobody answered.</summary>
    public Conversation? Conversation { get; init; }

    /// <summary>The steps in the IVR menu; <see langword="null"/> without a menu.</summary>
    public IReadOnlyList<IvrInput>? Menu { get; init; }

    /// <summary>The time at which it was answered, UTC; <see langword="null"/> if it was not.</summary>
    public DateTime? AnswerUtc => Conversation is null ? null : StartUtc.AddSeconds(RingingSeconds);

    /// <summary>The end time, UTC.</summary>
    public DateTime EndUtc => StartUtc.AddSeconds(RingingSeconds + (Conversation?.Seconds ?? 0));

    /// <summary>The event after its end.</summary>
    public CallEvent ToEvent(EventKind kind, SimulationOptions options) => new()
    {
        Kind = kind,
        Account = Lead.Account,
        OrganizationName = options.OrganizationName,
        Phone = Lead.Phone,
        CdrId = CdrId,
        CdrUuid = options.NamesUuids ? Uuid : null,
        Disposition = Ending.Disposition,
        Direction = Direction,
        StartUtc = StartUtc,
        AnswerUtc = AnswerUtc,
        EndUtc = EndUtc,
        DurationSeconds = Conversation?.Seconds ?? (Agent is null ? null : 0),
        RingingSeconds = Agent is null ? null : RingingSeconds,
        IvrInputs = Menu,
        DtmfDigits = Menu is null ? null : [.. Menu.Select(step => step.UserPressedKey).OfType<string>()],
        StaffFirstName = Agent?.First.English,
        StaffLastName = Agent?.Last.English,
        StaffPhone = Agent?.Phone,
        Contact = Lead.Fields(),
    };

    /// <summary>The event of a call in progress.</summary>
    public CallEvent ToProgressEvent(string disposition, SimulationOptions options) => ToEvent(EventKind.AllCalls, options) with
    {
        Disposition = disposition,
        AnswerUtc = disposition.EndsWith("ACTIVE", StringComparison.Ordinal) ? AnswerUtc : null,
        EndUtc = null,
        DurationSeconds = null,
        RingingSeconds = null,
    };
}
