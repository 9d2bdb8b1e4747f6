using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Events;

namespace Superfone.Dashboard.Destinations.Sending;

/// <summary>What an event is about: call, contact, task and numbers. Events that share one of these are passed on in order.</summary>
internal sealed class EntityKeys(PhoneBook phones)
{
    /// <summary>Reads the keys; none for a body that cannot be read.</summary>
    /// <param name="body">The decompressed body.</param>
    public IReadOnlyList<string> Of(ReadOnlyMemory<byte> body)
    {
        var ids = BodyIds.Read(body);
        return
        [
            .. new[] { Key("call", ids.CdrId), Key("contact", ids.ContactId), Key("task", ids.TaskId), ids.CdrUuid }
                .Concat(ids.RecordingUrl is { } url ? RecordingUrl.UuidsIn(url) : [])
                .Concat(ids.ContactPhones.Append(ids.Phone).Select(phones.KeyOf))
                .OfType<string>().Distinct(StringComparer.Ordinal),
        ];
    }

    private static string? Key(string kind, long? id) => id is { } known ? $"{kind}:{known}" : null;
}
