using Microsoft.Extensions.Localization;
using Superfone.Dashboard.Access.Users;

namespace Superfone.Dashboard.Localization;

/// <summary>Words for what is wrong with the change of a user.</summary>
public static class AccountText
{
    /// <summary>What is wrong; <see langword="null"/> if nothing is.</summary>
    public static string? ProblemOf(this IStringLocalizer<Strings> texts, UserChangeResult result) => result.Outcome switch
    {
        UserChangeOutcome.Done => null,
        UserChangeOutcome.Invalid => string.Join(" ", result.Problems.Keys.Select(member => texts[$"Users.Wrong.{member}"].Value)),
        UserChangeOutcome.Unknown or UserChangeOutcome.EmailTaken or UserChangeOutcome.LastOwner or UserChangeOutcome.Disabled => texts[$"UserChangeOutcome.{result.Outcome}"],
    };
}
