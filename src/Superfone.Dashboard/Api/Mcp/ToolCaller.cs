using Superfone.Dashboard.Access;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tells on whose behalf a tool is called.</summary>
internal sealed class ToolCaller(IHttpContextAccessor requests, Actors actors)
{
    /// <summary>The API token, with what it may do and see now.</summary>
    public Actor Actor => actors.Of(requests.HttpContext!.User);
}
