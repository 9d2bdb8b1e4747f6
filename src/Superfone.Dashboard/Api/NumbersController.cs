using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Decisions;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Numbers;

namespace Superfone.Dashboard.Api;

/// <summary>Numbers that are not those of customers.</summary>
[Route("api/v1/numbers")]
[Tags("Numbers")]
public sealed class NumbersController(NumberQueries numbers, NumberDecisions decisions) : ApiControllerBase
{
    /// <summary>
    /// Says whose a number is. The numbers of staff, vendors and spam are left out of follow-ups and rates; <c>customer</c> takes that back.
    /// Only managers say who is staff.
    /// </summary>
    /// <param name="phone">The number in any written form.</param>
    /// <param name="mark">Whose it is.</param>
    /// <param name="cancellation">Stops waiting for the read model to show it.</param>
    [HttpPost("{phone}/mark", Name = "markNumber")]
    [RequirePermission(Permission.WorkFollowUps)]
    [ProducesResponseType<NumberItem>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict, "application/problem+json")]
    public async Task<ActionResult> MarkAsync(string phone, NumberMarkRequest mark, CancellationToken cancellation)
    {
        NumberMark? to = mark.As!.Value switch
        {
            NumberOwner.Staff => NumberMark.Staff,
            NumberOwner.Vendor => NumberMark.Vendor,
            NumberOwner.Spam => NumberMark.Spam,
            NumberOwner.Customer => null,
        };
        return await decisions.MarkAsync(phone, to, Caller, cancellation) switch
        {
            DecisionResult.Shown => Ok(await numbers.FindAsync(Caller.Visibility, phone, cancellation)),
            DecisionResult.Accepted => Accepted(),
            DecisionResult.AlreadyDecided => Problem("The number is in the staff directory.", statusCode: StatusCodes.Status409Conflict),
            DecisionResult.UnknownSubject or DecisionResult.UnknownCall => Unknown($"{phone} is not a number that can be called."),
        };
    }
}

/// <summary>Whose a number is.</summary>
public sealed record NumberMarkRequest
{
    /// <summary>Whose it is.</summary>
    [Required]
    public NumberOwner? As { get; init; }
}

/// <summary>Whose a number can be.</summary>
public enum NumberOwner
{
    /// <summary>A customer's, as of all numbers without a mark.</summary>
    Customer,

    /// <summary>A person's of the business.</summary>
    Staff,

    /// <summary>A supplier's or a service's.</summary>
    Vendor,

    /// <summary>Unwanted calls.</summary>
    Spam,
}
