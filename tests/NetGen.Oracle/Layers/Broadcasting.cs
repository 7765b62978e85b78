using NetGen.Compiler;

namespace NetGen.Oracle.Layers;

static class Broadcasting
{
    /// <summary>Which element of a value of shape <paramref name="from"/> stands at an element of the larger one: axes of size 1 are repeated.</summary>
    public static int Source(Shape from, Shape to, int element)
    {
        int index = 0, step = 1;
        for (int axis = to.Rank - 1; axis >= 0; axis--)
        {
            if (from[axis] != 1) index += element % to[axis] * step;
            element /= to[axis];
            step *= from[axis];
        }

        return index;
    }
}
