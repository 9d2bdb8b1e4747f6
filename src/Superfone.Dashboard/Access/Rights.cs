using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain;

namespace Superfone.Dashboard.Access;

/// <summary>Permissions that depend on what is changed.</summary>
public static class Rights
{
    /// <summary>The permission to change the mark of a number: everyone who works follow-ups may tell vendors and spam, but only managers say who is staff.</summary>
    public static Permission ToMark(NumberMark? from, NumberMark? to) =>
        from == NumberMark.Staff || to == NumberMark.Staff ? Permission.ManageStaff : Permission.WorkFollowUps;
}
