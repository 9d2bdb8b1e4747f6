using System.Text.Json;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Calling;

/// <summary>The texts that a business writes on WhatsApp, one set for all of its people.</summary>
public sealed class MessageTemplates(SettingStore store, AuditLog audit, INodeMessages nodes) : IDisposable
{
    /// <summary>The maximum number of texts.</summary>
    public const int Most = 20;

    /// <summary>The maximum length of a title, in characters.</summary>
    public const int LongestTitle = 40;

    /// <summary>The maximum length of a text, in characters.</summary>
    public const int LongestText = 1000;

    private const string Setting = "MessageTemplates";

    private readonly NodeCache<string, MessageSet> _read = new(nodes, NodeTopic.Business);

    /// <summary>The texts.</summary>
    /// <exception cref="System.Data.Common.DbException">They could not be read.</exception>
    public MessageSet Read() => _read.Find(Setting, () => store.Find(Setting) is { } stored ? JsonSerializer.Deserialize<MessageSet>(stored)! : MessageSet.Default);

    /// <summary>Replaces the texts.</summary>
    /// <param name="set">The new ones; their titles and texts are trimmed.</param>
    /// <param name="by">Who changes them.</param>
    /// <returns>Whether they were stored: not if there are too many, or one has no title or text, is too long, or has a placeholder that cannot be filled in.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<bool> SaveAsync(MessageSet set, Actor by)
    {
        by.Require(Permission.ManageTemplates);
        var trimmed = new MessageSet(set.Business.Trim(), [.. set.Templates.Select(template => new MessageTemplate(template.Title.Trim(), template.Text.Trim()))]);
        if (trimmed.Business.Length > LongestTitle || trimmed.Templates.Count > Most || trimmed.Templates.Any(template => !IsValid(template)))
            return false;
        await audit.WriteAsync(by, AuditAction.Setting, "message templates");
        await store.SetAsync(Setting, JsonSerializer.Serialize(trimmed));
        _read.Change();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _read.Dispose();

    /// <summary>Whether a text can be stored.</summary>
    public static bool IsValid(MessageTemplate template) =>
        template.Title.Trim().Length is > 0 and <= LongestTitle && template.Text.Trim().Length is > 0 and <= LongestText && MessageText.UnknownIn(template.Text).Count == 0;
}

/// <summary>The texts of a business.</summary>
/// <param name="Business">Its name, for <c>{business}</c>; empty if it is not known.</param>
/// <param name="Templates">The texts, in the order in which they are offered.</param>
public sealed record MessageSet(string Business, IReadOnlyList<MessageTemplate> Templates)
{
    /// <summary>The texts until somebody changes them.</summary>
    public static MessageSet Default { get; } = new("",
    [
        new("Missed call", "Hello {name}, this is {agent|our team} from {business|our office}. We missed your call of {time}. When may we call you back?"),
        new("Tried to reach you", "Hello {name}, {agent|our team} from {business|our office} tried to reach you by phone. Please call or write when it suits you."),
        new("मिस्ड कॉल", "नमस्ते {name} जी, {business|हमारे ऑफ़िस} से {agent|हमारी टीम}। आपकी {time} की कॉल मिस हो गई थी। आपको कब कॉल करें?"),
        new("आपसे बात नहीं हो पाई", "नमस्ते {name} जी, {business|हमारे ऑफ़िस} से {agent|हमारी टीम}। फ़ोन पर आपसे बात नहीं हो पाई। जब समय मिले तब कॉल करें या यहाँ लिखें।"),
    ]);
}

/// <summary>A text.</summary>
/// <param name="Title">Its title, by which it is chosen.</param>
/// <param name="Text">The text; see <see cref="MessageText"/>.</param>
public sealed record MessageTemplate(string Title, string Text);
