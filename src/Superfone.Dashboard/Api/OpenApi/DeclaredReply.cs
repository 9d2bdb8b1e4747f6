using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>
/// Describes the reply of an action by its return type, unless it describes a success itself. The framework infers none for actions that
/// describe errors, as all of <see cref="ApiControllerBase"/> do.
/// </summary>
internal sealed class DeclaredReply : IActionModelConvention
{
    /// <inheritdoc/>
    public void Apply(ActionModel action)
    {
        var declared = action.Filters.Concat(action.Controller.Filters).OfType<IApiResponseMetadataProvider>();
        if (action.Controller.ControllerType.IsSubclassOf(typeof(ApiControllerBase)) && !declared.Any(reply => reply.StatusCode is >= 200 and < 300))
            action.Filters.Add(new ProducesResponseTypeAttribute(StatusCodes.Status200OK));
    }
}
