using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Api.OpenApi;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Api;

/// <summary>Users.</summary>
[Route("api/v1/users")]
[Tags("Users")]
[RequirePermission(Permission.ManageUsers)]
public sealed class UsersController(UserQueries users, UserDirectory directory, PublicAddress address, LinkMail mail) : ApiControllerBase
{
    /// <summary>Lists users in the order in which they were invited.</summary>
    [HttpGet(Name = "listUsers")]
    public Task<Page<UserItem>> ListAsync([FromQuery] PageParameters page, CancellationToken cancellation) =>
        users.ListAsync(page.Cursor, page.Limit, cancellation);

    /// <summary>Invites a user, who chooses a password through the link; it works once, for a week. If a mail server is set up, the link is mailed as well: `mailed`; the answer does not wait for it.</summary>
    /// <param name="invitation">The user.</param>
    [HttpPost(Name = "inviteUser")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<InvitationReply>(StatusCodes.Status200OK)]
    public async Task<ActionResult> InviteAsync(InvitationRequest invitation)
    {
        ModelState.RefuseUnknown<InvitationRequest>(invitation.Others);
        if (!ModelState.IsValid)
            return ValidationProblem();
        var result = await directory.InviteAsync(invitation.Email!, invitation.Role!, Caller);
        return result.Link is { } link ? Made(link, invitation.Email!.Trim(), isInvitation: true) : ReplyTo(result, "");
    }

    /// <summary>Makes a link with which a user chooses another password; it works once, for a week. The link before it ends.</summary>
    /// <param name="id">The user.</param>
    /// <param name="cancellation">Stops reading the user again.</param>
    [HttpPost("{id}/reset", Name = "resetUserPassword")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<InvitationReply>(StatusCodes.Status200OK)]
    public async Task<ActionResult> ResetAsync(string id, CancellationToken cancellation)
    {
        var result = await directory.ResetAsync(id, Caller);
        return result.Link is { } link ? Made(link, (await users.FindAsync(id, cancellation))?.Email, isInvitation: false) : ReplyTo(result, id);
    }

    /// <summary>
    /// Changes a user: `name`, `role`, `disabled`, `staffPhone`, `accounts`. What is absent stays as it is; `null` clears a name, a number,
    /// or the limit to some Superfone numbers. Whoever may now see or do something else is signed out everywhere.
    /// </summary>
    /// <param name="id">The user.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellation">Stops reading the user again.</param>
    [HttpPatch("{id}", Name = "updateUser")]
    [RequestBody(typeof(UserChangesRequest))]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    [ProducesResponseType<UserItem>(StatusCodes.Status200OK)]
    public async Task<ActionResult> ChangeAsync(string id, [FromBody] JsonElement changes, CancellationToken cancellation)
    {
        if (UserPatchReader.Read(changes, ModelState) is not { } patch)
            return ValidationProblem();
        var result = await directory.ChangeAsync(id, patch, Caller);
        return result.Outcome == UserChangeOutcome.Done ? Ok(await users.FindAsync(id, cancellation)) : ReplyTo(result, id);
    }

    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="id">The user.</param>
    [HttpPost("{id}/sign-out", Name = "signOutUser")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> SignOutAsync(string id) => ReplyTo(await directory.SignOutAsync(id, Caller), id);

    // The answer has the link: it does not wait for a mail server, which may take its time.
    private OkObjectResult Made(InviteLink link, string? email, bool isInvitation)
    {
        var url = link.At(address.Of(Request));
        return Ok(new InvitationReply(link.UserId, url, email is not null && mail.Post(email, url, isInvitation, Caller)));
    }

    private ActionResult ReplyTo(UserChangeResult result, string id)
    {
        foreach (var (member, problem) in result.Problems)
            ModelState.AddModelError(member, problem);
        return result.Outcome switch
        {
            UserChangeOutcome.Done => NoContent(),
            UserChangeOutcome.Unknown => Unknown($"No user has the id {id}."),
            UserChangeOutcome.Invalid => ValidationProblem(),
            UserChangeOutcome.EmailTaken => Problem("Another user has this email.", statusCode: StatusCodes.Status409Conflict),
            UserChangeOutcome.LastOwner =>
                Problem("Somebody must be an owner who can sign in: this user is the last one.", statusCode: StatusCodes.Status409Conflict),
            UserChangeOutcome.Disabled => Problem("The user is disabled.", statusCode: StatusCodes.Status409Conflict),
        };
    }
}

/// <summary>An invitation.</summary>
public sealed record InvitationRequest
{
    /// <summary>The email.</summary>
    [Required]
    public string? Email { get; init; }

    /// <summary>The role: Owner, Manager, Agent or Viewer.</summary>
    [Required]
    public string? Role { get; init; }

    /// <summary>Unknown members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>Changes of a user, as they are described; <see cref="UserPatchReader"/> reads them. An absent member changes nothing.</summary>
public sealed record UserChangesRequest
{
    /// <summary>The name; <see langword="null"/> for none.</summary>
    public string? Name { get; init; }

    /// <summary>The role: Owner, Manager, Agent or Viewer.</summary>
    public string Role { get; init; } = "";

    /// <summary>Whether the user may no longer sign in.</summary>
    public bool Disabled { get; init; }

    /// <summary>The user's number in the staff directory, in any written form; <see langword="null"/> for none.</summary>
    public string? StaffPhone { get; init; }

    /// <summary>The Superfone numbers whose calls the user sees, in any written form; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }
}

/// <summary>A user's link.</summary>
/// <param name="Id">The user.</param>
/// <param name="InviteUrl">The link with which they choose their password; it works once.</param>
/// <param name="Mailed">Whether it is being mailed to them as well; Settings shows how the last mails went.</param>
public sealed record InvitationReply(string Id, string InviteUrl, bool Mailed);
