using Microsoft.EntityFrameworkCore.Metadata;
using Superfone.Dashboard.Domain.Contacts;

namespace Superfone.Dashboard.Storage.ReadModel.Tables;

/// <summary>The history of contacts and tasks.</summary>
internal sealed class TimelineTable(ReadModelWriter writer, IModel model) : ReadModelTable<TimelineEntry>(writer, model)
{
    /// <summary>The value that the latest change of a contact's field set.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="key">The field.</param>
    public string? LatestValue(long contactId, string key) => Writer.Text(
        "SELECT Value FROM TimelineEntries WHERE ContactId = ?1 AND Kind = ?2 AND \"Key\" = ?3 ORDER BY DeliveryId DESC LIMIT 1",
        contactId, (int)TimelineKind.ContactChanged, key);

    /// <summary>The latest entry of a task.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="kind">The kind of the entry.</param>
    /// <param name="key">The changed field; <see langword="null"/> if the kind has none.</param>
    public TimelineEntry? LatestOfTask(long taskId, TimelineKind kind, string? key) =>
        Where("WHERE TaskId = ?1 AND Kind = ?2 AND \"Key\" IS ?3 ORDER BY DeliveryId DESC LIMIT 1", taskId, (int)kind, key).SingleOrDefault();
}
