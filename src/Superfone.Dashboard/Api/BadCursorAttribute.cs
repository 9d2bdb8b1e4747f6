using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api;

/// <summary>Replies 400 for a cursor that does not come from the list.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BadCursorAttribute : ExceptionFilterAttribute
{
    /// <inheritdoc/>
    public override void OnException(ExceptionContext context)
    {
        if (context.Exception is not CursorFormatException error)
            return;
        context.ModelState.AddModelError("cursor", error.Message);
        var problems = context.HttpContext.RequestServices.GetRequiredService<ProblemDetailsFactory>();
        context.Result = new BadRequestObjectResult(problems.CreateValidationProblemDetails(context.HttpContext, context.ModelState));
        context.ExceptionHandled = true;
    }
}
