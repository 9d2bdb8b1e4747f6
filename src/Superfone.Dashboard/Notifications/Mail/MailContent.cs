namespace Superfone.Dashboard.Notifications.Mail;

/// <summary>What a mail says, in the language of its reader. It is written as plain text and as HTML.</summary>
internal sealed record MailContent
{
    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>The sentences below it.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Lists.</summary>
    public IReadOnlyList<MailSection> Sections { get; init; } = [];

    /// <summary>The link to act on.</summary>
    public MailLink? Action { get; init; }

    /// <summary>Why the reader gets it.</summary>
    public required string Reason { get; init; }

    /// <summary>The link by which they no longer do.</summary>
    public MailLink? Leave { get; init; }
}

/// <summary>A list of a mail.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record MailSection(string Title, IReadOnlyList<MailRow> Rows);

/// <summary>A row of a list.</summary>
/// <param name="Text">What it is about.</param>
/// <param name="Detail">A figure or a sentence about it.</param>
/// <param name="Address">The address of its page.</param>
internal sealed record MailRow(string Text, string? Detail = null, string? Address = null);

/// <summary>A link.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Address">Its address.</param>
internal sealed record MailLink(string Text, string Address);
