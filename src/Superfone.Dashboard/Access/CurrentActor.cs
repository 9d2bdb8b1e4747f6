using Microsoft.AspNetCore.Components.Authorization;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>The signed-in user of a page, with the permissions that the current settings give.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, Actors actors)
{
    private static readonly Actor Nobody = Actor.NotSignedIn("");

    /// <summary>The user, where waiting is not possible; one who may do and see nothing while it is not known. Ask again for each action.</summary>
    public Actor Now => authentication.GetAuthenticationStateAsync() is { IsCompletedSuccessfully: true, Result.User: var user } ? actors.Of(user) : Nobody;

    /// <summary>What the user sees. Ask again for each reading.</summary>
    public Visibility Visibility => Now.Visibility;

    /// <summary>Finds the user. Ask again for each action: settings may have changed.</summary>
    public async Task<Actor> GetAsync() => actors.Of((await authentication.GetAuthenticationStateAsync()).User);
}
