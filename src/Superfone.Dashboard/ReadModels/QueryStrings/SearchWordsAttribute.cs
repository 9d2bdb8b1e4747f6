using System.ComponentModel.DataAnnotations;

namespace Superfone.Dashboard.ReadModels.QueryStrings;

/// <summary>Says that a value is searched word by word, and so may have no more words than <see cref="QueryLimits.MostWords"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SearchWordsAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && QueryLimits.HasTooManyWords(text)
            ? new ValidationResult(QueryLimits.TooManyWords, [validationContext.MemberName!])
            : ValidationResult.Success;
}
