using Superfone.Events;

namespace Superfone.Simulation;

/// <summary>One call as it really was; its events say parts of it.</summary>
internal sealed record CallRecord
{
    /// <summary>Superfone's key.</summary>
    public required long CdrId { get; init; }

    /// <summary>The UUID that its summary bears.</summary>
    public required string Uuid { get; init; }

    /// <summary>The customer.</summary>
    public required Lead Lead { get; init; }

    /// <summary>Which way.</summary>
    public required CallDirection Direction { get; init; }

    /// <summary>How it ended.</summary>
    public required Ending Ending { get; init; }

    /// <summary>Who had it; <see langword="null"/> where it came to nobody.</summary>
    public required Agent? Agent { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTime StartUtc { get; init; }

    /// <summary>How long it rang, in seconds.</summary>
    public required int RingingSeconds { get; init; }

    /// <summary>What was said; <see langword="null"/> where nobody talked.</summary>
    public Conversation? Conversation { get; init; }

    /// <summary>The menu's steps; <see langword="null"/> without a menu.</summary>
    public IReadOnlyList<IvrInput>? Menu { get; init; }

    /// <summary>When somebody answered, UTC.</summary>
    public DateTime? AnswerUtc => Conversation is null ? null : StartUtc.AddSeconds(RingingSeconds);

    /// <summary>When it ended, UTC.</summary>
    public DateTime EndUtc => StartUtc.AddSeconds(RingingSeconds + (Conversation?.Seconds ?? 0));

    /// <summary>An event about it, after its end.</summary>
    public CallEvent Tell(EventKind kind, SimulationOptions options) => new()
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

    /// <summary>An event about it while it goes on.</summary>
    public CallEvent TellProgress(string disposition, SimulationOptions options) => Tell(EventKind.AllCalls, options) with
    {
        Disposition = disposition,
        AnswerUtc = disposition.EndsWith("ACTIVE", StringComparison.Ordinal) ? AnswerUtc : null,
        EndUtc = null,
        DurationSeconds = null,
        RingingSeconds = null,
    };
}
