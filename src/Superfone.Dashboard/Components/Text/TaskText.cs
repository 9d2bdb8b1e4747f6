using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Tasks;

namespace Superfone.Dashboard.Components.Text;

/// <summary>The sender's words for tasks in plain English.</summary>
public static class TaskText
{
    private const string Pending = "PENDING";

    /// <summary>What a type is called: <c>FIRST_CALL</c> is "First call".</summary>
    public static string TypeOf(string? type) => Plain(type) ?? "Task";

    /// <summary>What a status is called: <c>PENDING</c> is "To do". One that is not known is shown as it came.</summary>
    public static string StatusOf(string? status) => Texts.Filled(status)?.ToUpperInvariant() switch
    {
        null => "Not known",
        Pending => "To do",
        "COMPLETED" or "COMPLETE" or "DONE" => "Done",
        "CLOSED" => "Closed",
        "CANCELLED" or "CANCELED" => "Cancelled",
        _ => status!.Trim(),
    };

    /// <summary>What to say of the status of a task that is open: nothing where it only waits.</summary>
    public static string? OpenStatusOf(string? status) =>
        Texts.Filled(status) is { } known && !known.Equals(Pending, StringComparison.OrdinalIgnoreCase) ? StatusOf(known) : null;

    /// <summary>What tasks are narrowed to besides type and assignee: each filter's name in the address, with its words.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="contactName">What to call its contact.</param>
    public static IEnumerable<(string Name, string Words)> FiltersOf(TaskFilter filter, string? contactName)
    {
        if (filter.Status is { } status)
            yield return ("status", StatusOf(status));
        if (filter.Overdue is { } overdue)
            yield return ("overdue", overdue ? "Overdue" : "Not overdue");
        if (filter.ContactId is { } contactId)
            yield return ("contactId", $"About {contactName ?? $"contact {contactId}"}");
    }

    // SITE_VISIT → Site visit; what is written otherwise stays as it came.
    private static string? Plain(string? word)
    {
        if (string.IsNullOrWhiteSpace(word))
            return null;
        var text = word.Trim();
        return text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_')
            ? $"{text[0]}{text[1..].Replace('_', ' ').ToLowerInvariant()}"
            : text;
    }
}
