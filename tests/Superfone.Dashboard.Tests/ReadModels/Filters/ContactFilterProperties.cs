using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Contacts;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.ReadModels.Filters;

public sealed class ContactFilterProperties
{
    private static readonly string[] Phones = ["+918000000001", "8000000002"];
    private static readonly string?[] Groups = ["Hot", "Cold", "7", null];
    private static readonly string?[] Titles = ["Asha", "Zoë", "आशा", "Ravi", "7", null];

    [Property(MaxTest = 30)]
    public void List_WhateverTheFilter_HasTheContactsThatPassEveryCondition(DoNotSize<int>[] steps, int[] filters)
    {
        using var log = new LogOnDisk();
        var traffic = new Traffic(log);
        foreach (var step in steps)
        {
            traffic.Step(step.Item);
            log.Append(Contact(new Random(step.Item)));
        }

        log.Project();
        var all = List(new ContactFilter());
        foreach (var seed in filters)
        {
            var random = new Random(seed);
            var (filter, arrival) = (RandomFilters.Contact(random) with { Q = null }, RandomFilters.Arrival(random, log.Now));
            Assert.Equal(all.Where(contact => Passes(contact, filter, all)).Select(contact => contact.ContactId), List(filter).Select(contact => contact.ContactId));

            var arrived = log.Contacts.ListByArrivalAsync(Visibility.Everything, filter, arrival, limit: 1000).GetAwaiter().GetResult().Items;
            Assert.Equal(
                all.Where(contact => Passes(contact, filter, all) && Passes(contact, arrival)).Select(contact => contact.ContactId).Order(),
                arrived.Select(contact => contact.ContactId).Order());
        }

        IReadOnlyList<ContactItem> List(ContactFilter filter) => log.Contacts.ListAsync(Visibility.Everything, filter, limit: 1000).GetAwaiter().GetResult().Items;
    }

    private static string Contact(Random random) => Payload.Contact(random.Next(1, 20), Phones[random.Next(2)]).With(new JsonObject
    {
        ["contact_lead_stage_id"] = random.Next(4) == 0 ? 7 : null,
        ["contact_lead_stage_name"] = Titles[random.Next(Titles.Length)],
        ["contact_lead_group_id"] = random.Next(4) == 0 ? 7 : null,
        ["contact_lead_group_name"] = Groups[random.Next(Groups.Length)],
        ["contact_labels"] = new JsonArray(new JsonObject { ["id"] = random.Next(3), ["title"] = Titles[random.Next(3)] }),
        ["contact_assignee_user_id"] = random.Next(2),
        ["contact_source"] = random.Next(2) == 0 ? "Asha" : null,
    });

    private static bool Passes(ContactItem contact, ContactFilter filter, IReadOnlyList<ContactItem> all) =>
        (LogOnDisk.Phones.SoughtKey(filter.Phone) is not { } key || contact.Phones.Any(phone => LogOnDisk.Phones.KeyOf(phone.Phone) == key))
        && (filter.Label is not { } label || contact.Labels.Any(one => IsCalled(one.Title, label) || one.Id?.ToString(CultureInfo.InvariantCulture) == label))
        && IsTitled(item => (item.Stage?.Id, item.Stage?.Title), filter.Stage, contact, all)
        && IsTitled(item => (item.Group?.Id, item.Group?.Title), filter.Group, contact, all)
        && (filter.AssigneeUserId is not { } assignee || contact.AssigneeUserId == assignee);

    private static bool Passes(ContactItem contact, ContactArrival arrival) =>
        (arrival.From is not { } from || contact.FirstSeenUtc.AddMilliseconds(1) > from)
        && (arrival.To is not { } to || contact.FirstSeenUtc.AddTicks(to.Ticks % TimeSpan.TicksPerMillisecond) < to)
        && (arrival.Source is not { } source || (contact.Source ?? contact.SourceType ?? ContactArrival.NoSource) == source);

    // A whole number is an id where some contact has it, else a title.
    private static bool IsTitled(Func<ContactItem, (long? Id, string? Title)> part, string? wanted, ContactItem contact, IReadOnlyList<ContactItem> all)
    {
        if (wanted is null)
            return true;
        return long.TryParse(wanted, CultureInfo.InvariantCulture, out var id) && all.Any(other => part(other).Id == id)
            ? part(contact).Id == id
            : IsCalled(part(contact).Title, wanted);
    }

    private static bool IsCalled(string? title, string wanted) => wanted.Trim().Equals(title, StringComparison.OrdinalIgnoreCase);
}
