using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.ReadModels.People;

/// <summary>Reads the names of users, which colleagues see beside what they did.</summary>
public sealed class UserNames(IDbContextFactory<PrimaryContext> contexts)
{
    /// <summary>Reads the names of all users; they are few.</summary>
    public async Task<NamesOfUsers> ReadAsync(CancellationToken cancellation = default)
    {
        await using var primary = await contexts.CreateDbContextAsync(cancellation);
        var users = await primary.Users.Select(user => new { user.Id, user.UserName, user.Name }).ToListAsync(cancellation);
        return new NamesOfUsers(
            users.ToDictionary(user => user.Id, user => user.Name ?? user.UserName ?? user.Id),
            users.Where(user => user.UserName is not null).ToDictionary(user => user.UserName!, user => user.Name ?? user.UserName!, StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>The names of users.</summary>
/// <param name="byId">The name of each, by id.</param>
/// <param name="byEmail">The name of each, by email.</param>
public sealed class NamesOfUsers(IReadOnlyDictionary<string, string> byId, IReadOnlyDictionary<string, string> byEmail)
{
    /// <summary>Nobody.</summary>
    public static NamesOfUsers None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>The name of the user with an email, or else what was recorded, such as an API token's name.</summary>
    public string OfEmail(string recorded) => byEmail.GetValueOrDefault(recorded, recorded);

    /// <summary>The name of the user with an id; <see langword="null"/> if there is none.</summary>
    public string? OfId(string id) => byId.GetValueOrDefault(id);
}
