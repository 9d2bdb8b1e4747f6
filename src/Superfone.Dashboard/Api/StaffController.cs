using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
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
    /// <summary>Reads the staff directory, and suggestions for it: people whom calls and contacts name. `ETag` is its version.</summary>
    [HttpGet]
    public async Task<StaffDirectory> ReadAsync(CancellationToken cancellation) => Tagged(await staff.ReadAsync(Caller.Visibility, cancellation));

    /// <summary>
    /// Replaces the staff directory. With the header `If-Match` and the `ETag` that was read, only if nobody has changed it meanwhile.
    /// </summary>
    /// <param name="directory">Everyone in it.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPut]
    [RequirePermission(Permission.ManageStaff)]
    [ProducesResponseType<StaffDirectory>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, "application/problem+json")]
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
        if (Request.Headers.IfMatch is { Count: > 0 } expected && !expected.Contains("*") && !expected.Contains(VersionOf(await staff.ReadAsync(Caller.Visibility, cancellation))))
            return Problem("The staff directory was changed meanwhile. Read it again.", statusCode: StatusCodes.Status412PreconditionFailed);
        return await decisions.ReplaceStaffAsync(entries, Caller, cancellation) switch
        {
            DecisionResult.Accepted => Accepted(),
            DecisionResult.Shown or DecisionResult.AlreadyDecided or DecisionResult.UnknownSubject or DecisionResult.UnknownCall =>
                Ok(Tagged(await staff.ReadAsync(Caller.Visibility, cancellation))),
        };
    }

    private StaffDirectory Tagged(StaffDirectory directory)
    {
        Response.Headers.ETag = VersionOf(directory);
        return directory;
    }

    // Of its entries only: a call by somebody else is no change of it.
    private static string VersionOf(StaffDirectory directory) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(directory.Items)).AsSpan(0, 8))}\"";
}

/// <summary>A whole staff directory.</summary>
public sealed record StaffRequest
{
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
}
