using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Localization;

/// <summary>The names of task types and statuses.</summary>
public static class TaskText
{
    private const string Pending = "PENDING";

    /// <summary>The name of a type: <c>FIRST_CALL</c> is "First call".</summary>
    public static string TaskType(this IStringLocalizer text, string? type) => Plain(type) ?? text["Task.NoType"];

    /// <summary>The name of a status: <c>PENDING</c> is "To do". An unknown one is shown as received.</summary>
    public static string TaskStatus(this IStringLocalizer text, string? status) => Texts.Filled(status)?.ToUpperInvariant() switch
    {
        null => text["Common.NotKnown"],
        Pending => text["TaskStatus.Pending"],
        "COMPLETED" or "COMPLETE" or "DONE" => text["TaskStatus.Completed"],
        "CLOSED" => text["TaskStatus.Closed"],
        "CANCELLED" or "CANCELED" => text["TaskStatus.Cancelled"],
        _ => status!.Trim(),
    };

    /// <summary>The status of an open task; <see langword="null"/> if it is pending.</summary>
    public static string? OpenTaskStatus(this IStringLocalizer text, string? status) =>
        Texts.Filled(status) is { } known && !known.Equals(Pending, StringComparison.OrdinalIgnoreCase) ? text.TaskStatus(known) : null;

    /// <summary>The filters of tasks other than type and assignee: each filter's query parameter, with its text.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="contactName">The name to show for its contact.</param>
    public static IEnumerable<(string Name, string Words)> TaskFilters(this IStringLocalizer text, TaskFilter filter, string? contactName)
    {
        if (filter.Status is { } status)
            yield return ("status", text.TaskStatus(status));
        if (filter.Overdue is { } overdue)
            yield return ("overdue", text[overdue ? "Tasks.Overdue" : "Tasks.NotOverdue"]);
        if (filter.ContactId is { } contactId)
            yield return ("contactId", text["Tasks.About", contactName ?? text["Contact.ById", contactId]]);
    }

    // SITE_VISIT → Site visit; text in any other form is shown as received.
    private static string? Plain(string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
            return null;
        var name = word.Trim();
        return name.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_')
            ? $"{name[0]}{name[1..].Replace('_', ' ').ToLowerInvariant()}"
            : name;
    }
}
