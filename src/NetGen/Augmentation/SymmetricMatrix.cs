using System;

namespace NetGen.Data;

/// <summary>Eigenvalues and eigenvectors of small symmetric matrices, by Jacobi's rotations.</summary>
internal static class SymmetricMatrix
{
    private const int MaximumSweeps = 60;

    /// <param name="matrix">Row-major, n x n.</param>
    /// <param name="n">The rows.</param>
    /// <returns>The eigenvalues, and the eigenvectors as columns of a row-major matrix.</returns>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> matrix, int n)
    {
        double[] a = matrix.ToArray(), v = new double[n * n];
        for (int i = 0; i < n; i++)
            v[(i * n) + i] = 1;

        for (int sweep = 0; sweep < MaximumSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double off = a[(p * n) + q], scale = Math.Abs(a[(p * n) + p]) + Math.Abs(a[(q * n) + q]);
                    if (Math.Abs(off) <= 1e-17 * scale)
                        continue;
                    rotated = true;
                    double theta = 0.5 * Math.Atan2(2 * off, a[(q * n) + q] - a[(p * n) + p]);
                    Rotate(a, v, n, p, q, Math.SinCos(theta));
                }
            }
            if (!rotated)
                break;
        }
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = a[(i * n) + i];
        return (values, v);
    }

    /// <summary>A becomes JᵀAJ and V becomes VJ, for the rotation J of axes p and q.</summary>
    private static void Rotate(double[] a, double[] v, int n, int p, int q, (double Sin, double Cos) angle)
    {
        for (int i = 0; i < n; i++)
        {
            (a[(i * n) + p], a[(i * n) + q]) = Turned(a[(i * n) + p], a[(i * n) + q], angle);
            (v[(i * n) + p], v[(i * n) + q]) = Turned(v[(i * n) + p], v[(i * n) + q], angle);
        }
        for (int i = 0; i < n; i++)
            (a[(p * n) + i], a[(q * n) + i]) = Turned(a[(p * n) + i], a[(q * n) + i], angle);
        a[(p * n) + q] = a[(q * n) + p] = 0;
    }

    private static (double, double) Turned(double p, double q, (double Sin, double Cos) angle) => ((angle.Cos * p) - (angle.Sin * q), (angle.Sin * p) + (angle.Cos * q));
}
