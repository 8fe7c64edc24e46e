"""Where does a package fail? Boxes in the space of factors in which most points are failures.

prim       the patient rule: peel, paste, choose, and drop what is not needed
discover   a design of points, who fails, the boxes, and the same boxes at fresh points
"""
