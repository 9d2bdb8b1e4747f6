using System.Text.Json;
using Superfone.Dashboard.Domain.Notifications;

namespace Superfone.Dashboard.Notifications.Sending;

/// <summary>What a person is told: as little as lets them act. It is encrypted for their device, but shown on its locked screen.</summary>
internal sealed record Notification
{
    /// <summary>Its kind; <see langword="null"/> for a test.</summary>
    public NotificationKind? Kind { get; init; }

    /// <summary>The event, such as <c>missed-5</c>: without names and numbers. A device is told of each once.</summary>
    public required string Topic { get; init; }

    /// <summary>The time of the event, UTC.</summary>
    public required DateTime AtUtc { get; init; }

    /// <summary>Whether it tells of something that lasts: people are told as long as it does, and not only of what began a moment ago.</summary>
    public bool IsLasting { get; init; }

    /// <summary>The first line: the caller's name or number, if it is about one.</summary>
    public required string Title { get; init; }

    /// <summary>The second line.</summary>
    public required string Body { get; init; }

    /// <summary>The path of the page that it leads to.</summary>
    public required string Path { get; init; }

    /// <summary>The number to call back, in E.164; <see langword="null"/> for none.</summary>
    public string? Call { get; init; }

    /// <summary>The text of the action that calls back.</summary>
    public string? CallText { get; init; }

    /// <summary>The message for the service worker.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { tag = Topic, Title, Body, Path, Call, CallText }, JsonSerializerOptions.Web);
}
