using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.ReadModels.Staff;

namespace Superfone.Dashboard.Api;

/// <summary>The staff directory.</summary>
[Route("api/v1/staff")]
[Tags("Staff")]
public sealed class StaffController(StaffQueries staff, NumberDecisions decisions) : ApiControllerBase
{
    /// <summary>Reads the staff directory, and suggestions for it: people whom calls and contacts name.</summary>
    [HttpGet(Name = "getStaffDirectory")]
    public Task<StaffDirectory> ReadAsync(CancellationToken cancellation) => staff.ReadAsync(Caller.Visibility, cancellation);

    /// <summary>Replaces the staff directory, unless somebody else has changed it since it was read.</summary>
    /// <param name="directory">Everyone in it, and the version that was read.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPut(Name = "replaceStaffDirectory")]
    [RequirePermission(Permission.ManageStaff)]
    [ProducesResponseType<StaffDirectory>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> ReplaceAsync(StaffRequest directory, CancellationToken cancellation)
    {
        var entries = directory.Items!.Select(item => new StaffEntry(item.Name!, item.Phone, item.AssigneeUserId)).ToList();
        foreach (var (index, entry) in entries.Index())
        {
            if (!decisions.IsComplete(entry))
                ModelState.AddModelError($"items[{index}]", "An entry needs a name, and a number that can be called or an assigneeUserId.");
            else if (entries.Take(index).Any(other => decisions.KeyOf(other) == decisions.KeyOf(entry)))
                ModelState.AddModelError($"items[{index}]", "Another entry has the same number, or no number and the same assigneeUserId.");
        }

        if (!ModelState.IsValid)
            return ValidationProblem();
        return await decisions.ReplaceStaffAsync(entries, directory.Version!.Value, Caller, cancellation) switch
        {
            DecisionResult.Accepted => Accepted(),
            DecisionResult.AlreadyDecided => Problem(
                $"The staff directory has changed since version {directory.Version}. Read it again.", statusCode: StatusCodes.Status409Conflict),
            DecisionResult.Shown or DecisionResult.UnknownSubject or DecisionResult.UnknownCall => Ok(await staff.ReadAsync(Caller.Visibility, cancellation)),
        };
    }
}

/// <summary>A whole staff directory.</summary>
public sealed record StaffRequest
{
    /// <summary>The version of the directory that it replaces, as read; 0 before the first change.</summary>
    [Required, Range(0, long.MaxValue)]
    public long? Version { get; init; }

    /// <summary>Everyone in it.</summary>
    [Required, MaxLength(1000)]
    public IReadOnlyList<StaffRequestItem>? Items { get; init; }
}

/// <summary>A person of the business.</summary>
public sealed record StaffRequestItem
{
    /// <summary>The name.</summary>
    [Required, MaxLength(100)]
    public string? Name { get; init; }

    /// <summary>The number in any written form.</summary>
    [MaxLength(40)]
    public string? Phone { get; init; }

    /// <summary>Superfone's id of the person to whom contacts are assigned.</summary>
    public long? AssigneeUserId { get; init; }

    /// <summary>Ignored, so that entries can be sent as they were read: it follows from the staff numbers of users.</summary>
    [MaxLength(254)]
    public string? User { get; init; }
}
