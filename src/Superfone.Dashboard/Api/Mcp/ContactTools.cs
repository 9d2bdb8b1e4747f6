using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tools about contacts.</summary>
internal sealed class ContactTools(ContactQueries contacts, TimelineQueries timelines, ReadLog reads, ToolCaller caller)
{
    [McpServerTool(Name = "search_contacts", Title = "Search contacts", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Searches contacts by name, number, business, label or lead stage, the most recently active first. get_contact has one with what happened.")]
    public async Task<Page<ContactItem>> SearchAsync(
        [Description("Words, parts of names or numbers, to find.")] string? words = null,
        [Description("One of the contact's numbers, in any written form.")] string? phone = null,
        [Description("Title of a label.")] string? label = null,
        [Description("Title of the lead stage.")] string? stage = null,
        [Description("Title of the lead group.")] string? group = null,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description(ToolArguments.CursorMeaning)] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var filter = new ContactFilter
        {
            Q = ToolArguments.Words(words),
            Phone = ToolArguments.Text(phone),
            Label = ToolArguments.Text(label),
            Stage = ToolArguments.Text(stage),
            Group = ToolArguments.Text(group),
        };
        return await contacts.ListByActivityAsync(actor.Visibility, filter, ToolArguments.Text(cursor), ToolArguments.Limit(limit), cancellation);
    }

    [McpServerTool(Name = "get_contact", Title = "Read a contact", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("One contact and its timeline, newest first: calls, changes of fields, tasks, and what colleagues wrote or did.")]
    public async Task<ContactAnswer> GetAsync(
        [Description("The contact.")] long contactId,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description("nextCursor of the previous answer, for older entries.")] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var most = ToolArguments.Limit(limit);
        if (await contacts.FindAsync(actor.Visibility, contactId, cancellation) is not { } contact
            || await timelines.ListAsync(actor.Visibility, contactId, ToolArguments.Text(cursor), most, cancellation) is not { } timeline)
            throw new McpException($"No contact has the id {contactId}.");
        await reads.ContactAsync(actor, contactId);
        return new ContactAnswer(contact, timeline.Items, timeline.NextCursor);
    }
}

/// <summary>A contact with a page of its timeline.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Timeline">The entries, newest first.</param>
/// <param name="NextCursor">The cursor of older entries; <see langword="null"/> if there are none.</param>
internal sealed record ContactAnswer(ContactItem Contact, IReadOnlyList<TimelineItem> Timeline, string? NextCursor);
