using System.CommandLine;
using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Dashboard.ReadModels.People;

namespace Superfone.Dashboard.Operations.Commands;

/// <summary>The commands <c>user add</c>, <c>user reset</c> and <c>user list</c>, which also work while the application runs.</summary>
internal static class UserCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="build">Builds the application, which is not started.</param>
    public static Command Create(Func<WebApplication> build)
    {
        var email = new Argument<string>("email") { Description = "The user's email" };
        var role = new Option<string>("--role") { Description = $"One of {string.Join(", ", Roles.All)}", Required = true };

        var add = new Command("add", "Invites a user, and prints the one-time link with which they choose a password") { email, role };
        add.SetAction((given, _) => RunAsync(build, async services =>
        {
            var result = await services.GetRequiredService<UserDirectory>().InviteAsync(given.GetRequiredValue(email), given.GetRequiredValue(role), Actor.System);
            PrintLink(services, CommandConsole.Of(given), result, $"{given.GetValue(email)} has an account already; 'user reset' makes another link.");
        }));

        var reset = new Command("reset", "Prints a one-time link with which a user chooses another password") { email };
        reset.SetAction((given, _) => RunAsync(build, async services =>
        {
            var users = services.GetRequiredService<UserDirectory>();
            var address = given.GetRequiredValue(email);
            var id = await users.FindAsync(address) ?? throw new CommandException($"Nobody has the email {address}; 'user list' shows who there is.");
            PrintLink(services, CommandConsole.Of(given), await users.ResetAsync(id, Actor.System), $"{address} is disabled; an owner can enable them in Settings.");
        }));

        var list = new Command("list", "Prints the users: email, role, state, and when they were last seen (UTC)");
        list.SetAction((given, cancellation) => RunAsync(build, async services =>
        {
            var users = services.GetRequiredService<UserQueries>();
            await foreach (var user in Pages.ReadAllAsync(cursor => users.ListAsync(cursor, PageSize.Max, cancellation)))
            {
                var state = user.Disabled ? "disabled" : user.IsInvited ? "invited" : "active";
                var seen = user.LastSeenUtc?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never";
                await given.InvocationConfiguration.Output.WriteLineAsync($"{user.Email}\t{user.Role}\t{state}\t{seen}");
            }
        }));

        return new Command("user", "Adds users, and lets back in who lost a password") { add, reset, list };
    }

    private static async Task<int> RunAsync(Func<WebApplication> build, Func<IServiceProvider, Task> run)
    {
        await using var app = build();
        await CommandData.RequireAsync(app.Services);
        await run(app.Services);
        return 0;
    }

    private static void PrintLink(IServiceProvider services, CommandConsole console, UserChangeResult result, string otherwise)
    {
        if (result.Link is not { } link)
            throw new CommandException(result.Problems.Count > 0 ? string.Join(" ", result.Problems.Select(problem => $"{problem.Key}: {problem.Value}")) : otherwise);
        console.Output.WriteLine(link.At(services.GetRequiredService<PublicAddress>().OfApplication()));
    }
}
