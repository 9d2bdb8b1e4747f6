using System.Text.Json;
using Superfone.Events.Reading;

namespace Superfone.Events.Payloads;

/// <summary>The payload of <c>CUSTOMER_CREATE</c> and <c>CUSTOMER_CHANGE</c> (the reference's "Contact fields").</summary>
internal static class ContactPayload
{
    /// <summary>Defines an event with this payload.</summary>
    public static EventDefinition Define(EventKind kind, string name, EventAction action) => new(
        EventIdType.WholeNumber, (payload, _) => Read(kind, payload, action), static (writer, happened) => Write(writer, (ContactEvent)happened))
    {
        Kind = kind,
        Subject = EventSubject.Contact,
        Action = action,
        IsIdempotent = action == EventAction.Created,
        Name = name,
        IdField = "contact_id",
        Fields = new HashSet<string>([.. Envelope.Fields, .. ContactFieldsReader.Fields]),
    };

    private static ContactEvent Read(EventKind kind, WireValue payload, EventAction action)
    {
        EventId.Read(payload["contact_id"]);
        return new ContactEvent
        {
            Kind = kind,
            Account = payload["superfone_number"].Text().Value,
            OrganizationName = payload["organization_name"].Text().Value,
            Phone = payload["cdr_phone"].Text().Value,
            Contact = ContactFieldsReader.Read(payload),
            Change = action == EventAction.Changed ? FieldChangeFields.Read(payload) : null,
        };
    }

    private static void Write(Utf8JsonWriter writer, ContactEvent contact)
    {
        if (contact.Phone is not null)
            writer.WriteString("cdr_phone", contact.Phone);
        FieldChangeFields.Write(writer, contact.Change);
        ContactFieldsWriter.Write(writer, contact.Contact);
    }
}
