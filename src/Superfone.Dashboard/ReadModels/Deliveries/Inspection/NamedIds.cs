using System.Text.Json;
using Superfone.Events;
using Superfone.Events.Reading;

namespace Superfone.Dashboard.ReadModels.Deliveries.Inspection;

/// <summary>The ids in a body, even if it is invalid otherwise.</summary>
/// <param name="CdrId">The call; wire field <c>cdr_id</c>.</param>
/// <param name="CdrUuid">The call of a summary; wire field <c>cdr_uuid</c>.</param>
/// <param name="ContactId">The contact; wire field <c>contact_id</c>.</param>
/// <param name="TaskId">The task; wire field <c>task_id</c>.</param>
public sealed record NamedIds(long? CdrId, string? CdrUuid, long? ContactId, long? TaskId)
{
    /// <summary>Reads the ids of a body; one that cannot be read is <see langword="null"/>.</summary>
    /// <param name="body">The body; <see langword="null"/> if it is not JSON.</param>
    public static NamedIds Of(JsonElement? body) => body is { ValueKind: JsonValueKind.Object } payload
        ? new NamedIds(Id(payload, "cdr_id"), Uuid(payload), Id(payload, "contact_id"), Id(payload, "task_id"))
        : new NamedIds(null, null, null, null);

    private static long? Id(JsonElement payload, string name) =>
        Read(() => LenientJson.TryWholeNumber(LenientJson.Field(payload, name), out var id) ? id : null);

    private static string? Uuid(JsonElement payload) =>
        Read(() => LenientJson.TryText(LenientJson.Field(payload, "cdr_uuid"), out var uuid) ? EventClassifier.NormalizeUuid(uuid) : null);

    private static T? Read<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
