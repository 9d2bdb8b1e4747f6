using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Permissions;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tells on whose behalf a tool is called.</summary>
internal sealed class ToolCaller(IHttpContextAccessor requests, Actors actors)
{
    /// <summary>The API token, with what it may do and see now.</summary>
    /// <param name="permission">What it must be permitted.</param>
    /// <exception cref="PermissionDeniedException">Its role does not permit it.</exception>
    public Actor Require(Permission permission)
    {
        var actor = actors.Of(requests.HttpContext!.User);
        actor.Require(permission);
        return actor;
    }
}
