using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Users;

/// <summary>The languages in which people read: that of their browser when they first signed in, until they choose another.</summary>
public sealed class UserLanguages : IDisposable
{
    private readonly UserPreferenceTable _table;
    private readonly PrimaryWriter _writer;
    private readonly AuditLog _audit;

    // Asked for with every request. There are as many as people.
    private readonly NodeCache<string, string?> _known;

    /// <summary>Creates it; people may also choose on another node.</summary>
    public UserLanguages(UserPreferenceTable table, PrimaryWriter writer, AuditLog audit, INodeMessages nodes)
    {
        (_table, _writer, _audit) = (table, writer, audit);
        _known = new(nodes, NodeTopic.Preferences);
    }

    /// <summary>The tag of a person's language, such as <c>hi</c>; <see langword="null"/> if it is not known.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async ValueTask<string?> FindAsync(string userId, CancellationToken cancellation = default) =>
        await _known.FindAsync(userId, () => _table.FindLanguageAsync(userId, cancellation));

    /// <summary>Remembers the language of somebody's browser, unless theirs is known.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="tag">The tag of the language.</param>
    public async Task AdoptAsync(string userId, string tag)
    {
        if (await FindAsync(userId) is not null)
            return;
        await _writer.RunAsync(() => _table.AdoptLanguage(userId, tag));
        _known.Change();
    }

    /// <summary>Chooses the language of a person themselves.</summary>
    /// <param name="tag">The tag of a language that is offered.</param>
    /// <param name="by">The person.</param>
    /// <exception cref="PermissionDeniedException">It is a program.</exception>
    public async Task ChooseAsync(string tag, Actor by)
    {
        var userId = by.UserId ?? throw new PermissionDeniedException("An API token has no language.");
        await _writer.RunAsync(() => _table.SetLanguage(userId, tag));
        _known.Change();
        await _audit.WriteAsync(by, AuditAction.Setting, $"language {tag}");
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();
}
