using System.Runtime.CompilerServices;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.QueryStrings;
using Superfone.Events;

namespace Superfone.Dashboard.Exports;

/// <summary>Contacts as an export, in the order of their page.</summary>
internal sealed class ContactExport(
    ContactQueries contacts, ContactChoiceQueries choices, RangeQuery ranges, Display display, BusinessCalendar calendar, IStringLocalizer<Strings> text) : ListExport<ContactItem>
{
    /// <inheritdoc/>
    public override string Name => "contacts";

    /// <inheritdoc/>
    public override string Title => text["NavItem.Contacts"];

    /// <inheritdoc/>
    public override IReadOnlyList<ExportColumn<ContactItem>> Columns =>
    [
        new(text["Export.FirstName"], 18, contact => contact.FirstName),
        new(text["Export.LastName"], 18, contact => contact.LastName),
        new(text["Export.Business"], 24, contact => contact.BusinessName),
        new(text["Export.Number"], 18, contact => ExportedPhone.Of(display, contact.Phones is [var first, ..] ? first.Phone : null)),
        new(text["Export.OtherNumbers"], 24, contact => string.Join(", ", contact.Phones.Skip(1).Select(phone => display.Phone(phone.Phone)))),
        new(text["Export.Email"], 24, contact => string.Join(", ", contact.Emails)),
        new(text["Field.city"], 16, contact => contact.City),
        new(text["Field.lead_stage"], 16, contact => contact.Stage?.Title),
        new(text["Field.lead_group"], 16, contact => contact.Group?.Title),
        new(text["Export.Labels"], 20, contact => TitlesOf(contact.Labels)),
        new(text["Export.Products"], 20, contact => TitlesOf(contact.Products)),
        new(text["Export.Source"], 16, contact => contact.Source ?? contact.SourceType),
        new(text["Export.Assignee"], 18, contact => contact.AssigneeUserId is { } userId ? text.AssigneeName(userId, contact.AssigneeName) : null),
        new(text["Export.Notes"], 40, contact => contact.AdditionalInfo),
        new(text["Export.CustomFields"], 40, contact => string.Join("; ", contact.CustomFields.Select(custom => $"{custom.Key}: {custom.Value}"))),
        new(text["Export.Calls"], 8, contact => contact.CallCount),
        new(text["Export.FirstSeen"], 20, contact => calendar.ToLocal(contact.FirstSeenUtc)),
        new(text["Export.LastActive"], 20, contact => calendar.ToLocal(contact.LastActivityUtc)),
        new(text["Export.ContactId"], 16, contact => contact.ContactId),
    ];

    /// <inheritdoc/>
    public override IAsyncEnumerable<ContactItem> Read(Visibility visibility, IReadOnlyDictionary<string, StringValues> query, ICollection<string> problems, CancellationToken cancellation)
    {
        var asked = ContactsQuery.Read(query, ranges, problems);
        new QueryValues(query, problems).RefuseOthers(ContactsQuery.IsKnown, "contacts");
        return WithNamesAsync(visibility, Pages.ReadAllAsync(cursor => contacts.PageAsync(visibility, asked, cursor, ReadAtOnce, cancellation)), cancellation);
    }

    private async IAsyncEnumerable<ContactItem> WithNamesAsync(Visibility visibility, IAsyncEnumerable<ContactItem> rows, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var names = (await choices.AssigneesAsync(visibility, cancellation)).ToDictionary(assignee => assignee.UserId, assignee => assignee.Name);
        await foreach (var contact in rows.WithCancellation(cancellation))
            yield return contact with { AssigneeName = contact.AssigneeUserId is { } userId ? names.GetValueOrDefault(userId) : null };
    }

    private static string TitlesOf(IEnumerable<Titled> titled) => string.Join(", ", titled.Select(one => one.Title));
}
