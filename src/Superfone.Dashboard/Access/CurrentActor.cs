using Microsoft.AspNetCore.Components.Authorization;

namespace Superfone.Dashboard.Access;

/// <summary>The signed-in user of a page, with the permissions that the current settings give.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, Actors actors)
{
    /// <summary>Finds the user. Ask again for each action: settings may have changed.</summary>
    public async Task<Actor> GetAsync() => actors.Of((await authentication.GetAuthenticationStateAsync()).User);
}
