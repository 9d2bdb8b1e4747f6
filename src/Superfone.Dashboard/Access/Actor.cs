using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>The person or program on whose behalf something is done.</summary>
public sealed record Actor
{
    /// <summary>The application itself and its commands, which may do everything.</summary>
    public static Actor System { get; } = new()
    {
        Name = "system",
        Permissions = new HashSet<Permission>(Enum.GetValues<Permission>()),
        Visibility = Visibility.Everything,
    };

    /// <summary>Somebody who is not signed in yet, or about whom nothing is known: they may do and see nothing. For entries of the audit log.</summary>
    /// <param name="name">The email, as given.</param>
    /// <param name="address">The IP address of the request.</param>
    /// <param name="userId">The user's id, if the email has an account.</param>
    public static Actor NotSignedIn(string name, string? address = null, string? userId = null) =>
        new() { Name = name, Address = address, UserId = userId, Permissions = new HashSet<Permission>() };

    /// <summary>A user's email or an API token's name.</summary>
    public required string Name { get; init; }

    /// <summary>The user's id; <see langword="null"/> for an API token.</summary>
    public string? UserId { get; init; }

    /// <summary>The user's number in the staff directory, as a key; <see langword="null"/> if it is not known.</summary>
    public string? StaffKey { get; init; }

    /// <summary>The IP address of the request; <see langword="null"/> if there is none.</summary>
    public string? Address { get; init; }

    /// <summary>What they may do now.</summary>
    public required IReadOnlySet<Permission> Permissions { get; init; }

    /// <summary>
    /// Whether they must prove again who they are before they manage users, make tokens or erase anything, because they signed in too long
    /// ago. Programs never do.
    /// </summary>
    public bool MustConfirm { get; init; }

    /// <summary>What they see now; nothing unless it is said.</summary>
    public Visibility Visibility { get; init; } = Visibility.Nothing;

    /// <summary>Whether they may do something.</summary>
    public bool May(Permission permission) => Permissions.Contains(permission);

    /// <summary>Throws unless they may do something. Everything that changes or reveals data calls it, whatever the page has shown.</summary>
    /// <exception cref="PermissionDeniedException">They may not.</exception>
    /// <exception cref="ConfirmationRequiredException">They may, once they have proved again who they are.</exception>
    public void Require(Permission permission)
    {
        if (!May(permission))
            throw new PermissionDeniedException($"The permission {permission} is missing.");
        if (MustConfirm && RolePermissions.Confirmed.Contains(permission))
            throw new ConfirmationRequiredException();
    }

    /// <summary>The id of the user, for what everybody has of their own.</summary>
    /// <exception cref="PermissionDeniedException">They may not see anything, or are an API token, which has nothing of its own.</exception>
    public string RequireUser()
    {
        Require(Permission.Read);
        return UserId ?? throw new PermissionDeniedException("An API token has no account.");
    }
}

/// <summary>An <see cref="Actor"/> may not do what it asked for.</summary>
/// <param name="message">What is missing.</param>
public sealed class PermissionDeniedException(string message) : Exception(message);

/// <summary>An <see cref="Actor"/> must prove again who they are.</summary>
public sealed class ConfirmationRequiredException() : Exception("Sign in again to do this.");
