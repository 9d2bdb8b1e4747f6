using System.Text;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Domain.Privacy;

/// <summary>
/// Erases people from bodies. A call keeps what it needs to stay counted; contacts, tasks, summaries and transcripts go with their bodies; a
/// body about somebody else loses only what identifies the erased people. Erasing again changes nothing.
/// </summary>
public sealed class BodyErasure(PersonKeys keys, PhoneBook phones)
{
    // What a call without its caller consists of.
    private static readonly HashSet<string> OfCall =
    [
        "event", "superfone_number", "organization_name", "cdr_id", "cdr_uuid", "cdr_disposition", "cdr_duration", "cdr_call_type", "cdr_start",
        "cdr_answer", "cdr_end", "cdr_ringing_duration", "staff_first_name", "staff_last_name", "staff_phone",
    ];

    private readonly PersonText _text = new(keys, phones);

    /// <summary>Erases the people from a body.</summary>
    /// <param name="body">The decompressed body; any bytes.</param>
    /// <param name="isEvent">Whether it was accepted as a documented event; what else mentions them is deleted as a whole.</param>
    public ErasedBody Apply(ReadOnlyMemory<byte> body, bool isEvent)
    {
        var ids = BodyIds.Read(body);
        if (!ids.IsObject)
            return _text.IsIn(Encoding.UTF8.GetString(body.Span)) ? ErasedBody.Deleted : ErasedBody.Untouched;
        var isTheirs = IsTheirs(ids);
        if (isTheirs && (!isEvent || ids.Kind is not { } kind || EventRegistry.Of(kind).Subject != EventSubject.Call))
            return ErasedBody.Deleted;

        var rewritten = isTheirs
            ? BodyRewriter.Rewrite(body, OfCall.Contains, (field, text) => IsAboutStaff(field) ? text : _text.Remove(text))
            : BodyRewriter.Rewrite(body, _ => true, (field, text) => IsAboutStaff(field) ? text : _text.Remove(text));
        return rewritten is null ? ErasedBody.Untouched : isEvent ? ErasedBody.Rewritten(rewritten) : ErasedBody.Deleted;
    }

    private bool IsTheirs(BodyIds ids)
    {
        if (ids.ContactId is { } contact)
            return keys.ContactIds.Contains(contact);
        return (ids.CdrId is { } call && keys.Calls.Contains(call))
            || (ids.TaskId is { } task && keys.Tasks.Contains(task))
            || (ids.CdrUuid is { } uuid && keys.Uuids.Contains(uuid))
            || (phones.KeyOf(ids.Phone) is { } phone && keys.Phones.Contains(phone))
            || ids.ContactPhones.Any(number => phones.KeyOf(number) is { } key && keys.Phones.Contains(key))
            || (ids.RecordingUrl is { } url && RecordingUrl.UuidsIn(url).Overlaps(keys.Uuids));
    }

    // A number or a name of an employee is not that of a caller.
    private static bool IsAboutStaff(string field) => field.StartsWith("staff_", StringComparison.Ordinal);
}
