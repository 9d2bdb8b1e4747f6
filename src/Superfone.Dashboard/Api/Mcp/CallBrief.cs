using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Contacts;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>A call in a list for an assistant: what is needed to choose one.</summary>
internal sealed record CallBrief
{
    private const int MostCharacters = 400;

    public required long CdrId { get; init; }

    public required DateTime? StartedUtc { get; init; }

    public required string? Direction { get; init; }

    public required Outcome Outcome { get; init; }

    public required bool Missed { get; init; }

    public required MissedReason? MissedReason { get; init; }

    public required string? Phone { get; init; }

    public required string? Account { get; init; }

    public required ContactReference? Contact { get; init; }

    public required StaffReference? Staff { get; init; }

    public required int? DurationSeconds { get; init; }

    public required DateTime? ReturnedUtc { get; init; }

    public required string? Summary { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public static CallBrief Of(CallItem call) => new()
    {
        CdrId = call.CdrId,
        StartedUtc = call.StartedUtc,
        Direction = call.DirectionName,
        Outcome = call.Outcome,
        Missed = call.Missed,
        MissedReason = call.MissedReason,
        Phone = call.Phone,
        Account = call.Account,
        Contact = call.Contact,
        Staff = call.Staff,
        DurationSeconds = call.DurationSeconds,
        ReturnedUtc = call.Returned?.AtUtc,
        Summary = call.Summary?.Text is { } summary ? Texts.Shorten(summary, MostCharacters) : null,
        Tags = call.Tags,
    };
}
