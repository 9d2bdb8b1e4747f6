using System.Text.Json;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.People;

namespace Superfone.Dashboard.Access.Audit;

/// <summary>Records who did what. An entry is durable when its task ends; without an entry nothing is done or shown.</summary>
public sealed class AuditLog(AuditTable table, PrimaryWriter writer, TimeProvider time)
{
    /// <summary>The names of all actions.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<AuditAction>().Select(NameOf)];

    /// <summary>The name under which an action is stored and shown by the API, such as <c>signIn</c>.</summary>
    public static string NameOf(AuditAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    /// <summary>Records an action.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What.</param>
    /// <param name="subject">To what: a path, an id or a key, without names, numbers and secrets.</param>
    /// <exception cref="System.Data.Common.DbException">It could not be stored.</exception>
    public Task WriteAsync(Actor actor, AuditAction action, string? subject = null)
    {
        var entry = EntryOf(actor, action, subject);
        return writer.RunAsync(() => table.Add([entry]));
    }

    /// <summary>The entry for an action, to be stored in the same transaction as what it records.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    internal AuditEntry EntryOf(Actor actor, AuditAction action, string? subject = null) => new()
    {
        AtUtc = time.GetUtcNow().UtcDateTime,
        User = actor.Name,
        Action = NameOf(action),
        Subject = subject,
        Address = actor.Address,
    };
}
